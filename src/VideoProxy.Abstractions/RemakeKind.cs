namespace VideoProxy.Abstractions;

/// <summary>What is made out of a finished video. Source: OpenAI's Videos API.</summary>
public enum RemakeKind
{
    /// <summary>The same video once more by a changed prompt; as long as its source.</summary>
    Remix,

    /// <summary>The source with the changes that the prompt asks for; as long as its source.</summary>
    Edit,

    /// <summary>The source, and after it what the prompt asks for.</summary>
    Extension,
}
