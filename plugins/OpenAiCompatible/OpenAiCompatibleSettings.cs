using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>The provider file's <c>settings</c>.</summary>
/// <param name="AlwaysMultipart">Whether creates are multipart even when no file travels: <c>"form": "multipart"</c>.</param>
internal sealed record OpenAiCompatibleSettings(bool AlwaysMultipart)
{
    public static OpenAiCompatibleSettings Read(ProviderSettings settings)
    {
        settings.AllowOnly("form");
        if (!settings.Settings.TryGetPropertyValue("form", out var value))
            return new(AlwaysMultipart: false);

        return (value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null) switch
        {
            "json" => new(AlwaysMultipart: false),
            "multipart" => new(AlwaysMultipart: true),
            _ => throw new ProviderSettingsException(
                $"settings of {settings.ProviderId}: form is {value?.ToJsonString() ?? "null"}; allowed are \"json\" and \"multipart\"."),
        };
    }
}
