using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Hosting;

namespace VideoProxy.Configuration;

/// <summary>Reads <c>destinations</c>. Credentials and settings of a destination override those of the file.</summary>
internal sealed class DestinationReader(FileFaults faults)
{
    public IReadOnlyList<ProviderDestination> Read(NodeReader file)
    {
        if (file.Find("credentials") is null) faults.Add(file.Node, "lacks 'credentials'. Write {} if none are needed");
        if (file.Find("destinations") is null) faults.Add(file.Node, "lacks 'destinations'");
        if (file.Find("destinations", JsonValueKind.Object, "an object") is not { } node) return [];
        if (node.Members.Count == 0) faults.Add(node, "must hold at least one destination");
        var credentials = Credentials(file);
        var settings = file.Object("settings");
        return [.. node.Members.Select(m => ReadOne(m.Key, m.Value, credentials, settings)).OfType<ProviderDestination>()];
    }

    private ProviderDestination? ReadOne(string name, LocatedNode node, IReadOnlyDictionary<string, string> credentials, JsonObject settings)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            faults.Add(node, "must be an object");
            return null;
        }

        var reader = new NodeReader(node, faults, "address", "addresses", "credentials", "settings");
        var addresses = new Dictionary<string, string> { [ProviderCall.MainAddress] = "" };
        if (reader.RequiredText("address") is { Length: > 0 } main) addresses[ProviderCall.MainAddress] = Address(reader.Find("address")!, main);
        foreach (var (key, value) in reader.Find("addresses", JsonValueKind.Object, "an object")?.Members ?? [])
        {
            if (key == ProviderCall.MainAddress) faults.Add(value, "is the name of the main address. Set it as 'address'");
            else addresses[key] = Address(value, value.Text);
        }

        var own = reader.Find("credentials") is null ? credentials : Credentials(reader);
        return new ProviderDestination(name, addresses, own, Overlay(settings, reader.Object("settings")));
    }

    private string Address(LocatedNode node, string text)
    {
        var good = Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url.UserInfo.Length == 0 && text.AsSpan().IndexOfAny("?# ") < 0;
        if (!good) faults.Add(node, "must be an absolute http or https URL without user name, query, fragment or spaces");
        return text.TrimEnd('/');
    }

    private Dictionary<string, string> Credentials(NodeReader reader)
    {
        var credentials = new Dictionary<string, string>();
        foreach (var (name, value) in reader.Find("credentials", JsonValueKind.Object, "an object")?.Members ?? [])
        {
            credentials[name] = value.Kind == JsonValueKind.Object ? new CredentialFile(faults).Read(value) : value.Text;
            if (value.Kind is not (JsonValueKind.String or JsonValueKind.Object)) faults.Add(value, "must be a string, or { \"file\": \"PATH\" }");
        }

        return credentials;
    }

    private static JsonObject Overlay(JsonObject below, JsonObject above)
    {
        var settings = (JsonObject)below.DeepClone();
        foreach (var (name, value) in above) settings[name] = value?.DeepClone();
        return settings;
    }
}
