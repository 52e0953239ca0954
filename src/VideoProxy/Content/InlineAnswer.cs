namespace VideoProxy.Content;

/// <summary>Answers for a video inside a reply as far as that goes without asking its provider: it was read through before.</summary>
internal sealed class InlineAnswer(ContentArchive archive)
{
    /// <summary>False: it must be decoded out of the provider's reply, and nothing has been written.</summary>
    public async Task<bool> TryWriteAsync(HttpContext context, InlinePart part, string fileName)
    {
        var (response, range) = (context.Response, part.Range);
        var hasBody = range is not { Status: 304 } && !HttpMethods.IsHead(context.Request.Method);
        var file = hasBody && range is not null ? archive.Find(part.Video.Attempt) : null;
        if (hasBody && file is null) return false;
        part.WriteHeaders(response, fileName);
        if (file is not null) await response.SendFileAsync(file, range!.From, range.Length, context.RequestAborted);
        return true;
    }
}
