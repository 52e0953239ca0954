using System.Globalization;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>Reads the length, size and cost of a finished video.</summary>
internal static class OpenAiCompatibleDelivered
{
    public static Delivered Of(ProviderReply reply)
    {
        var size = (reply.FindString("size") ?? "").Split('x');
        return new Delivered
        {
            // The OpenAI API writes seconds as a string. Compatible services often write a number.
            Seconds = reply.FindNumber("seconds") ?? Number(reply.FindString("seconds")),
            Width = size.Length == 2 ? (int?)Number(size[0]) : null,
            Height = size.Length == 2 ? (int?)Number(size[1]) : null,
            // Some gateways, VideoProxy among them, report the price here.
            Cost = (decimal?)Bounded(reply.FindNumber("usage", "cost")),
        };
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? Bounded(number) : null;

    // Drops larger numbers, because they may not fit into the types of Delivered.
    private static double? Bounded(double? number) => number is >= 0 and <= 1_000_000 ? number : null;
}
