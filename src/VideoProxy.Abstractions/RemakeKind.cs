namespace VideoProxy.Abstractions;

/// <summary>The ways to make a new video from a finished one. Source: OpenAI's Videos API.</summary>
public enum RemakeKind
{
    /// <summary>The provider makes the video again with a changed prompt. The result is as long as its source.</summary>
    Remix,

    /// <summary>The provider changes the source as the prompt says. The result is as long as its source.</summary>
    Edit,

    /// <summary>The provider continues the source as the prompt says. The result is the source followed by the new part.</summary>
    Extension,
}
