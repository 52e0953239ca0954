using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>A provider's answer to a poll.</summary>
/// <param name="State">The task's state.</param>
public sealed record JobReport(ReportedState State)
{
    /// <summary>The key of the video itself in <see cref="Content"/>.</summary>
    public const string VideoVariant = "video";

    private const int LongestWord = 64;

    /// <summary>
    /// The progress in percent, or null when the provider reports none. The host shows at most 99 before completion and
    /// never lets the progress go back.
    /// </summary>
    public int? Progress { get; init; }

    /// <summary>
    /// The location of each result by variant: <c>video</c>, and further files that the provider makes, such as <c>thumbnail</c>
    /// or <c>last_frame</c>. Set the locations when the state is <see cref="ReportedState.Completed"/>.
    /// </summary>
    public IReadOnlyDictionary<string, ContentLocation> Content { get; init; } = new Dictionary<string, ContentLocation>();

    /// <summary>The time for which the provider keeps the content after completion. Null means that the provider does not say.</summary>
    public TimeSpan? ContentLifetime { get; init; }

    /// <summary>
    /// The measured properties of the finished video, or null when the provider reports none of them. Set this member when the state is
    /// <see cref="ReportedState.Completed"/>.
    /// </summary>
    public Delivered? Delivered { get; init => field = value == new Delivered() ? null : value; }

    /// <summary>
    /// The reason why the task failed. Set the fault when the state is <see cref="ReportedState.Failed"/>, or when the state is
    /// <see cref="ReportedState.Completed"/> and moderation removed the video. In a report from <see cref="Refused"/>, the fault is the
    /// reason why the provider did not answer.
    /// </summary>
    public ProviderFault? Fault { get; init; }

    /// <summary>
    /// The provider's note, which replaces the previous note of the attempt. Null keeps the previous note. See
    /// <see cref="ProviderJob.Note"/>.
    /// </summary>
    public JsonNode? Note { get; init; }

    /// <summary>
    /// The wait until the next poll of an unfinished task. Zero makes the host poll at once, for example for the next step of a protocol.
    /// Null lets the host choose the wait.
    /// </summary>
    public TimeSpan? PollAfter { get; init; }

    /// <summary>
    /// A remark for operators, which the host logs: an undocumented native status, or the reason why the reply is unreadable. A remark
    /// about an unfinished task raises an alarm, unless tasks with the same remark have been completed. The remark must not quote the
    /// body, because the body may hold prompts or signed links.
    /// </summary>
    public string? Remark { get; init; }

    /// <summary>
    /// Whether the reply says in which state the task is. If not, the job keeps its state and is polled at the usual pace. The host raises
    /// an alarm after twenty such replies in a row.
    /// </summary>
    public bool HasStatus { get; init; } = true;

    /// <summary>
    /// Creates the report for a readable reply that does not say in which state the task is. Some providers answer the first polls of a
    /// task so.
    /// </summary>
    /// <param name="why">The reason for operators, without text from the body.</param>
    public static JobReport WithoutStatus(string why) => new(ReportedState.Queued) { HasStatus = false, Remark = why };

    /// <summary>
    /// Creates the report for the word that a provider uses for the state of a task, as <see cref="TaskWords"/> reads it. Add the content to
    /// a report of <see cref="ReportedState.Completed"/>, and the fault to one of <see cref="ReportedState.Failed"/>.
    /// </summary>
    /// <param name="word">The word, or null if the reply has none.</param>
    public static JobReport OfWord(string? word)
    {
        if (TaskWords.SayNothing(word)) return WithoutStatus(word is null ? "the body has no status" : $"the status is '{TextLength.Cut(word, LongestWord)}'");
        return TaskWords.StateOf(word!) is { } state ? new(state) : new(ReportedState.InProgress) { Remark = $"undocumented status '{TextLength.Cut(word!.Trim(), LongestWord)}'" };
    }

    /// <summary>Creates the report for an unreadable reply. The host polls again later.</summary>
    /// <param name="why">The reason for operators, without text from the body.</param>
    public static JobReport Unreadable(string why) => new(ReportedState.Unreadable) { Remark = why };

    /// <summary>
    /// Creates the report for a reply that refuses the gateway's key or account with another status than 401 or 403. Such a reply
    /// says nothing about the task, so the job waits and the host raises an alarm.
    /// </summary>
    /// <param name="fault">A fault of kind <see cref="FaultKind.Authentication"/> or <see cref="FaultKind.Permission"/>.</param>
    public static JobReport Refused(ProviderFault fault) => new(ReportedState.Unreadable) { Fault = fault, Remark = "the provider refused the gateway's key" };

    /// <summary>Creates the report for a task that failed and will not recover.</summary>
    /// <param name="fault">The reason.</param>
    public static JobReport Failed(ProviderFault fault) => new(ReportedState.Failed) { Fault = fault };
}
