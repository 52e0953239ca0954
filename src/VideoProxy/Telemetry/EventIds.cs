namespace VideoProxy.Telemetry;

/// <summary>The ids of all log events.</summary>
internal static class EventIds
{
    public const int OutcomeUnknown = 100;
    public const int Refused = 101;
    public const int OutcomeLost = 102;
    public const int OutcomeNotStored = 103;
    public const int OutcomeStoredLate = 104;
    public const int JobFinished = 110;
    public const int PollFailed = 111;
    public const int NativeStatusUnknown = 112;
    public const int TrackerFailed = 113;
    public const int Adopted = 114;
    public const int LateVideo = 115;
    public const int UpstreamCanceled = 116;
    public const int ListenerFailed = 117;
    public const int AlarmRaised = 118;
    public const int AlarmCleared = 119;
    public const int ContentFailed = 120;
    public const int InlineVideoFailed = 121;
    public const int ArchiveFailed = 122;
    public const int GenerationMoved = 123;
    public const int GenerationNotMoved = 124;
    public const int CallbackSent = 125;
    public const int CallbacksFailed = 126;
    public const int DeliveryCrashed = 127;
    public const int VideoDeviates = 128;
    public const int RetentionRemoved = 135;
    public const int RetentionFailed = 136;
    public const int RequestFailed = 130;
    public const int DatabaseFailed = 131;
    public const int RequestsRefused = 132;
    public const int OutOfMemory = 133;
    public const int ConfigurationReplaced = 140;
    public const int ConfigurationRefused = 141;
    public const int ProviderDisabled = 142;
    public const int ConfigurationUnreadable = 143;
    public const int ServiceFailed = 144;
    public const int NodeRemoved = 145;
    public const int NodeFailed = 146;
    public const int ClockMoved = 147;
    public const int DatabaseUnreachable = 148;
    public const int DatabaseRefused = 149;
    public const int LeasesReclaimed = 154;
    public const int SecretBesideData = 150;
    public const int SandboxExposed = 151;
    public const int GatewayFileReplaced = 152;
    public const int RedisListenFailed = 153;
}
