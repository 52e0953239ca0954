using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

internal class DeclarativeProvider(Operations operations) : IVideoProvider, IAuthorizeCalls, ITakeMedia, IProbe
{
    public const string KeyMark = "{{apiKey}}";

    public IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering) => For(request) is { } submit
        ? [.. SubmitCheck.MissingFields(submit, request), .. SubmitCheck.UnmappedOptions(submit, request), .. SubmitCheck.UnsupportedForms(submit, request, FormOf), .. SubmitCheck.UnsupportedFields(submit, request, offering)]
        : [new("image", HasPicture(request) ? "This provider makes videos from text only" : "This provider requires a first frame in the 'image' field")];

    /// <exception cref="ProviderSettingsException">A model of the file offers something that the operations cannot send. The host finds this when it loads the file.</exception>
    public ProviderCall Submit(ProviderJob job)
    {
        try
        {
            if (For(job.Request) is not { } submit)
                throw HasPicture(job.Request) ? new ProviderSettingsException("the model accepts images, but no submit has \"if\": \"image\"") : new InvalidOperationException("This provider requires a first frame.");
            var unsupported = SubmitCheck.UnsupportedFields(submit, job.Request, job.Offering).Select(problem => problem.Message).ToList();
            return unsupported.Count == 0 ? submit.Call(job) : throw new ProviderSettingsException(string.Join("; ", unsupported));
        }
        catch (ProviderSettingsException refusal)
        {
            throw new ProviderSettingsException($"operations.submit: {refusal.Message}");
        }
    }

    public SubmitReport ReadSubmit(ProviderJob job, ProviderReply reply) => SubmitReading.Read(operations, job, reply);

    public ProviderCall Poll(ProviderJob job) => operations.Next(job).CallAfterSubmit(job);

    public JobReport ReadPoll(ProviderJob job, ProviderReply reply) => PollReading.Read(operations, job, reply);

    // {{apiKey}} is replaced only in the headers of the file. A prompt or any other text never receives the key.
    public ProviderCall Authorize(ProviderCall call, ProviderDestination destination)
    {
        destination.Credentials.TryGetValue("apiKey", out var key);
        var headers = call.Headers.Where(header => key is { Length: > 0 } || !header.Value.Contains(KeyMark, StringComparison.Ordinal));
        return call with { Headers = headers.ToDictionary(header => header.Key, header => header.Value.Replace(KeyMark, key, StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase) };
    }

    // A probe has no placeholders, so its path is a single literal.
    public ProviderCall? Probe(ProviderDestination destination) =>
        operations.Probe is [var probe] ? new(probe.Method, probe.Path.Literals[0]) { Headers = probe.Headers } : null;

    public ProviderFault? ReadProbe(ProviderReply reply) => operations.Probe[0].Reply?.Find(reply) switch
    {
        { Is: "accepted" } => null,
        null when reply.IsSuccess => null,
        var state => new(state?.Fault ?? reply.RefusalKind, $"HTTP {reply.Status}"),
    };

    private Operation? For(VideoRequest request) => Operations.For(operations.Submit, Operations.KindOf(request));

    private static bool HasPicture(VideoRequest request) => Operations.KindOf(request) == Operation.Image;

    public MediaForm FormOf(MediaKind kind)
    {
        var forms = operations.Submit.SelectMany(submit => submit.Reads).Where(read => MediaName.Of(read)?.Kind == kind)
            .Select(read => read.Member).Where(form => form != "type").ToHashSet();
        return forms switch { _ when forms.SetEquals(["url"]) => MediaForm.Url, _ when forms.SetEquals(["data"]) => MediaForm.Inline, _ => MediaForm.Either };
    }
}
