using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>The provider file's <c>settings</c>.</summary>
/// <param name="AlwaysMultipart">Whether creates are multipart even when no file travels: <c>"form": "multipart"</c>.</param>
internal sealed record OpenAiCompatibleSettings(bool AlwaysMultipart)
{
    private const string Form = "form", Json = "json", Multipart = "multipart";

    public static OpenAiCompatibleSettings Read(ProviderSettings settings)
    {
        var faults = new SettingsFaults();
        var reader = new SettingsReader(settings.Settings, faults, Form);
        var form = reader.Text(Form);
        if (form is not (null or Json or Multipart)) faults.Add(reader.Find(Form)!, $"must be \"{Json}\" or \"{Multipart}\", not '{form}'");
        faults.ThrowIfAny();
        return new(form == Multipart);
    }
}
