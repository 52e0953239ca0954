using System.Globalization;
using VideoProxy.Abstractions;
using VideoProxy.Catalog;

namespace VideoProxy.Cli;

/// <summary>Replaces media by placeholders for a dry run, because a dry run fetches and uploads nothing.</summary>
internal static class DryMedia
{
    /// <summary>Returns the candidate with its media in the form that its provider takes, and a note on each placeholder.</summary>
    public static (Candidate Ready, IReadOnlyList<string> Notes) Prepare(Candidate candidate)
    {
        var notes = new List<string>();
        if (candidate.Provider.Translator is not ITakeMedia media) return (candidate, notes);
        var forms = new Dictionary<MediaInput, MediaInput>();
        foreach (var (param, kind, input) in candidate.Request.AllMedia())
        {
            var form = media.FormOf(kind);
            if (form == MediaForm.Inline && kind == MediaKind.Image && input.Url is not null)
            {
                forms[input] = MediaInput.FromBytes(new byte[1], "image/png");
                notes.Add($"{param}: a create would fetch the image first. One byte of image/png stands for it.");
            }
            else if (form == MediaForm.Url && input.Url is null && candidate.Provider.Translator is IStageMedia)
            {
                var link = string.Create(CultureInfo.InvariantCulture, $"https://uploaded.invalid/{forms.Count + 1}");
                forms[input] = MediaInput.FromUrl(link);
                notes.Add($"{param}: a create would upload the image first. {link} stands for its link.");
            }
        }

        return (candidate with { Request = RequestMedia.Replace(candidate.Request, forms) }, notes);
    }
}
