using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.FunctionalTests.Support;
using VideoProxy.Testing;

namespace VideoProxy.FunctionalTests.Contracts;

/// <summary>
/// Builds the stubs of one flow from the documented calls. Prompt, task id and links get the flow's own mark, so that flows
/// that run at the same time do not answer for each other.
/// </summary>
internal sealed class NativeStubs
{
    private const string DocumentedVideo = "AAAAIGZ0eXA=";
    private static readonly string[] PathKeys = ["url", "urlPath"];
    private readonly NativeApi _api;
    private readonly Documented _accepted;
    private readonly string _address;
    private readonly string _mark;
    private readonly string _taskId;

    public NativeStubs(StubServer stubs, NativeApi api, Flow flow)
    {
        (_api, _accepted, _address) = (api, Documented.Read(api, "accepted"), $"{stubs.Address}/{api.Provider}");
        _mark = $"{api.Name.Replace(' ', '-')}-{flow}-flow";
        _taskId = $"{_accepted.Id}-{_mark}";
        Book = new StubBook(stubs, _mark);
        Prompt = $"{Prompts.New()} {_mark}";
        Video = Encoding.UTF8.GetBytes($"\0\0\0 ftyp {_mark}");
    }

    public StubBook Book { get; }
    public string Prompt { get; }
    public byte[] Video { get; }

    /// <summary>The submit, accepted or refused with a documented reply.</summary>
    public void AddSubmit(string reply)
    {
        var request = JsonLeaves.Change(_accepted.Request, Sent)!.AsObject();
        Book.Add("submit", Below(request), Reply(Documented.Read(_api, reply), link => link));
    }

    public void AddPolls(string replies)
    {
        var steps = replies.Split(' ');
        for (var i = 0; i < steps.Length; i++)
        {
            var names = steps[i].Split(':')[0].Split('/');
            var call = Documented.Read(_api, names[0]);
            var mark = steps[i].EndsWith(":dead", StringComparison.Ordinal) ? Dead : _mark;
            var request = Below(JsonLeaves.ChangeTexts(call.Request, text => Renamed(call, text)));
            Book.AddStep(steps[i], request, Reply(Documented.Read(_api, names[^1]), link => Marked(link, mark)), i, i == steps.Length - 1);
        }
    }

    /// <summary>The bytes: behind the provider's key, or behind links that need none and must not get one.</summary>
    public void AddFiles(bool isFirstLinkDead)
    {
        if (_api.IsInline) return;
        Book.Add("file", _api.File is { } path ? OwnFile(path) : LinkedFile(_mark), new JsonObject
        {
            ["status"] = 200, ["headers"] = new JsonObject { ["Content-Type"] = "video/mp4" }, ["base64Body"] = Convert.ToBase64String(Video),
        });
        if (isFirstLinkDead) Book.Add("dead file", LinkedFile(Dead), new JsonObject { ["status"] = 403, ["body"] = "<Error><Code>AccessDenied</Code></Error>" });
    }

    private string Dead => _mark + "-dead";

    private JsonNode? Sent(JsonValue value)
    {
        var written = value.ToJsonString();
        if (_api.Otherwise.FirstOrDefault(pair => pair.Documented == written).Sent is { } otherwise) return JsonNode.Parse(otherwise);
        return value.TryGetValue<string>(out var text) && text == _accepted.Prompt ? Prompt : value.DeepClone();
    }

    private JsonObject Reply(Documented documented, Func<string, string> mark) => JsonLeaves.ChangeTexts(documented.Response, text =>
        Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps ? mark(_address + Renamed(documented, link.PathAndQuery))
        : text == DocumentedVideo ? Convert.ToBase64String(Video)
        : Renamed(documented, text));

    /// <summary>What the documents call the task, alone or in a path, becomes the flow's name of it.</summary>
    private string Renamed(Documented documented, string text)
    {
        string?[] ids = [documented.Id, _accepted.Id, (string?)_api.Link?["metadata"]!["input"]!["upstreamId"]];
        return Regex.Replace(text, $"(?<=^|/)({string.Join('|', ids.OfType<string>().Select(Regex.Escape))})(?=$|[/?])", _ => _taskId);
    }

    private static string Marked(string link, string mark) => link + (link.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "of=" + mark;

    private JsonObject Below(JsonObject request)
    {
        var key = PathKeys.Single(request.ContainsKey);
        request[key] = $"/{_api.Provider}{request[key]}";
        return request;
    }

    private JsonObject OwnFile(string path) => Below(new JsonObject
    {
        ["method"] = "GET",
        ["urlPath"] = path.Replace("{id}", _taskId, StringComparison.Ordinal),
        ["headers"] = new JsonObject(_accepted.Request["headers"]!.AsObject()
            .Where(header => header.Key != "Content-Type").Select(header => KeyValuePair.Create(header.Key, header.Value?.DeepClone()))),
    });

    private JsonObject LinkedFile(string mark) => new()
    {
        ["method"] = "GET",
        ["urlPathPattern"] = $"/{_api.Provider}/.*",
        ["queryParameters"] = new JsonObject { ["of"] = new JsonObject { ["equalTo"] = mark } },
        ["headers"] = new JsonObject { ["Authorization"] = new JsonObject { ["absent"] = true }, ["x-goog-api-key"] = new JsonObject { ["absent"] = true } },
    };
}
