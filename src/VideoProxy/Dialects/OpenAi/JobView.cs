namespace VideoProxy.Dialects.OpenAi;

/// <summary>How an answer shows a job.</summary>
[Flags]
internal enum JobView
{
    Plain = 0,

    /// <summary>With what became of taking it back: only a cancel's answer tells.</summary>
    Cancellation = 1,

    /// <summary>In the four states that OpenAI's SDKs know; <c>error.code</c> tells the others.</summary>
    FourWords = 2,
}
