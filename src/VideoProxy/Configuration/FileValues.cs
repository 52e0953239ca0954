namespace VideoProxy.Configuration;

/// <summary>The values of gateway.json as a configuration source; an edit replaces them, and whoever watches a section hears of it.</summary>
internal sealed class FileValues(Dictionary<string, string?> values) : ConfigurationProvider, IConfigurationSource
{
    public override void Load() => Data = values;

    public void Replace(FileValues edit)
    {
        Data = edit.Data;
        OnReload();
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
