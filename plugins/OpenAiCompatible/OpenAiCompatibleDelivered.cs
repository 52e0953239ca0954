using System.Globalization;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>What a finished video says of itself.</summary>
internal static class OpenAiCompatibleDelivered
{
    public static Delivered Of(ProviderReply reply)
    {
        var size = (reply.FindString("size") ?? "").Split('x');
        return new Delivered
        {
            // A string in this API, and a number in those that imitate it.
            Seconds = reply.FindNumber("seconds") ?? Number(reply.FindString("seconds")),
            Width = size.Length == 2 ? (int?)Number(size[0]) : null,
            Height = size.Length == 2 ? (int?)Number(size[1]) : null,
            // Gateways like this one say what they charge.
            Cost = (decimal?)Bounded(reply.FindNumber("usage", "cost")),
        };
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? Bounded(number) : null;

    // A larger one need not fit into the types of the members.
    private static double? Bounded(double? number) => number is >= 0 and <= 1_000_000 ? number : null;
}
