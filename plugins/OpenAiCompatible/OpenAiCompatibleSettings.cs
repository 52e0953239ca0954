using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>The <c>settings</c> of the provider file.</summary>
/// <param name="AlwaysMultipart">Whether a create is multipart even without a file. The setting <c>"form": "multipart"</c> turns this on.</param>
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
