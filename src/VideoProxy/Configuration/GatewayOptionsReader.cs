namespace VideoProxy.Configuration;

/// <summary>Checks every key and value of the <c>VideoProxy</c> section, then binds the section.</summary>
internal sealed class GatewayOptionsReader(GatewayFaults faults)
{
    public const string Section = "VideoProxy";
    private readonly HashSet<string> _bad = new(StringComparer.OrdinalIgnoreCase);

    public GatewayOptions Read(IConfiguration configuration)
    {
        CheckSection(typeof(GatewayOptions), configuration.GetSection(Section));
        // Leaves out invalid values, so that the bounds of the valid ones are checked at the same time.
        var good = new ConfigurationBuilder().AddInMemoryCollection(configuration.AsEnumerable().Where(value => !_bad.Contains(value.Key))).Build();
        var options = good.GetSection(Section).Get<GatewayOptions>() ?? new GatewayOptions();
        GatewayOptionsRules.Check(options, faults);
        return options;
    }

    private void CheckSection(Type type, IConfigurationSection section)
    {
        var known = type.GetProperties().ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.OrdinalIgnoreCase);
        var allowed = string.Join(", ", known.Keys);
        if (!string.IsNullOrEmpty(section.Value)) Refuse(section, $"must be an object. Allowed in it are {allowed}");
        foreach (var child in section.GetChildren())
        {
            if (!known.TryGetValue(child.Key, out var property)) Refuse(child, $"is not known here. Allowed are {allowed}");
            else if (property is { IsEnum: false } && property.Namespace == type.Namespace) CheckSection(property, child);
            else if (property == typeof(IReadOnlyList<string>)) CheckList(child);
            else CheckValue(Nullable.GetUnderlyingType(property) ?? property, child);
        }
    }

    private void CheckList(IConfigurationSection section)
    {
        if (!string.IsNullOrEmpty(section.Value)) Refuse(section, $"must be a list. In the environment, each item is a variable: {section.Path.Replace(":", "__", StringComparison.Ordinal)}__0");
        foreach (var item in section.GetChildren()) CheckValue(typeof(string), item);
    }

    private void CheckValue(Type type, IConfigurationSection section)
    {
        if (section.Value is not { } text) Refuse(section, "must be a single value");
        else if (GatewayValues.WhatIsAllowed(type, text) is { } allowed) Refuse(section, $"must be {allowed}, not '{text}'");
    }

    private void Refuse(IConfigurationSection section, string message)
    {
        faults.Add(section.Path, message);
        foreach (var value in section.AsEnumerable()) _bad.Add(value.Key);
    }
}
