using System.Text.Json;
using VideoProxy.Catalog;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Cli;

/// <summary>What a dry run found, for people or as one JSON object. The call stands alone on the output, remarks go to the errors.</summary>
internal sealed class CallPrinter(TextWriter output, TextWriter remarks, bool json)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JsonText.Plain.Encoder };

    public void WriteCall(Candidate candidate, ShownCall call, IReadOnlyList<string> notes)
    {
        if (json)
        {
            Write(new
            {
                provider = candidate.Provider.Id, destination = candidate.Destination.Name, model = candidate.Offering.Model, cost = candidate.Price,
                method = call.Method, url = call.Url, headers = call.Headers, body = call.Body, notes,
            });
            return;
        }

        call.WriteTo(output, "");
        remarks.WriteLine($"{candidate.Offering.Model} at {candidate.Place} for {candidate.Price} USD. Nothing was sent.");
        foreach (var note in notes) remarks.WriteLine(note);
    }

    public void WriteRefusal(ApiError error, IReadOnlyList<DisabledProvider> off)
    {
        if (json)
        {
            Write(new
            {
                error = new { message = error.Message, type = error.Type, param = error.Param, code = error.Code },
                disabled = off.Select(provider => new { id = provider.Id, file = provider.File, reason = provider.Reason }),
            });
            return;
        }

        output.WriteLine(error.Message);
        foreach (var provider in off) output.WriteLine($"{provider.Id}: off ({provider.Reason})");
    }

    private void Write(object found) => output.WriteLine(JsonSerializer.Serialize(found, Plain));
}
