using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

internal class DeclarativeProvider(Operations operations) : IVideoProvider, IAuthorizeCalls, ITakeMedia, IProbe
{
    public const string KeyMark = "{{apiKey}}";

    public IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering) => For(request) is { } submit
        ? [.. Carries.Missing(submit, request), .. Carries.Wordless(submit, request), .. Carries.Formless(submit, request, FormOf), .. Carries.Homeless(submit, request, offering)]
        : [new("image", HasPicture(request) ? "this provider makes videos of text only" : "this provider needs a first frame")];

    /// <exception cref="ProviderSettingsException">The file offers what its operations do not carry; found when it is loaded.</exception>
    public ProviderCall Submit(ProviderJob job)
    {
        try
        {
            if (For(job.Request) is not { } submit)
                throw HasPicture(job.Request) ? new ProviderSettingsException("there is none for images") : new InvalidOperationException("A first frame is needed.");
            var homeless = Carries.Homeless(submit, job.Request, job.Offering).Select(problem => problem.Message).ToList();
            return homeless.Count == 0 ? submit.Call(job) : throw new ProviderSettingsException(string.Join("; ", homeless));
        }
        catch (ProviderSettingsException refusal)
        {
            throw new ProviderSettingsException($"operations.submit: {refusal.Message}");
        }
    }

    public SubmitReport ReadSubmit(ProviderJob job, ProviderReply reply) => SubmitReading.Read(operations, job, reply);

    public ProviderCall Poll(ProviderJob job) => operations.Next(job).LaterCall(job);

    public JobReport ReadPoll(ProviderJob job, ProviderReply reply) => PollReading.Read(operations, job, reply);

    // The mark is replaced in the file's own headers only: no other text gets near the key.
    public ProviderCall Authorize(ProviderCall call, ProviderDestination destination)
    {
        destination.Credentials.TryGetValue("apiKey", out var key);
        var headers = call.Headers.Where(header => key is { Length: > 0 } || !header.Value.Contains(KeyMark, StringComparison.Ordinal));
        return call with { Headers = headers.ToDictionary(header => header.Key, header => header.Value.Replace(KeyMark, key, StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase) };
    }

    // Nothing of it reads a job: it is all there is to its path.
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
