namespace VideoProxy.Abstractions;

/// <summary>The state of a task as its provider reports it.</summary>
public enum ReportedState
{
    /// <summary>Accepted, not started.</summary>
    Queued,

    /// <summary>Being made; also for a native status that is not documented.</summary>
    InProgress,

    /// <summary>Made, and <see cref="JobReport.Content"/> says where. Without content the host fails the job as <c>no_video</c>.</summary>
    Completed,

    /// <summary>Failed for good; <see cref="JobReport.Fault"/> says why.</summary>
    Failed,

    /// <summary>Canceled at the provider.</summary>
    Canceled,

    /// <summary>Given up by the provider after its own deadline.</summary>
    Expired,

    /// <summary>The reply cannot be read: ask again later. Never fails a job.</summary>
    Unreadable,
}
