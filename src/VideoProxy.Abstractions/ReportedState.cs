namespace VideoProxy.Abstractions;

/// <summary>The state of a task, as its provider reports it.</summary>
public enum ReportedState
{
    /// <summary>The provider has accepted the task and not started it.</summary>
    Queued,

    /// <summary>The provider is making the video. Also use this state for an undocumented native status.</summary>
    InProgress,

    /// <summary>
    /// The video is finished, and <see cref="JobReport.Content"/> says where the video is. If the content has no video, the host fails the
    /// job as <c>no_video</c>, or as <c>content_policy</c> if <see cref="JobReport.Fault"/> is of that kind.
    /// </summary>
    Completed,

    /// <summary>The task has failed and will not recover. <see cref="JobReport.Fault"/> says why.</summary>
    Failed,

    /// <summary>The task was canceled at the provider.</summary>
    Canceled,

    /// <summary>The provider stopped the task at its own deadline.</summary>
    Expired,

    /// <summary>The reply is unreadable. The host polls again later and never fails the job because of such a reply.</summary>
    Unreadable,
}
