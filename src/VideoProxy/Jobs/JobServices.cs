using VideoProxy.Hosting;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

internal static class JobServices
{
    public static void AddJobs(this IServiceCollection services, Database database, Roles roles)
    {
        services.AddSingleton<HeldLeases>();
        services.AddSingleton<JobCache>().AddSingleton<JobWaiters>().AddSingleton<JobWatch>().AddSingleton<JobChanges>();
        services.AddSingleton<JobStore>().AddSingleton<JobQueue>().AddSingleton<JobResults>().AddSingleton<AttemptSearch>();
        services.AddSingleton<NotifyTokens>().AddSingleton<RetryQueue>();
        services.AddSingleton<PollSchedule>().AddSingleton<StatusWatch>().AddSingleton<UsableContent>().AddSingleton<UpstreamClient>();
        services.AddSingleton<IEndEffect, RequestCleanup>().AddSingleton<ILeasedRows, JobLeases>();
        services.AddSingleton<UnknownSubmits>().AddSingleton<LateJobs>().AddSingleton<JobPoller>().AddSingleton<JobCanceler>().AddSingleton<JobMaintenance>();
        if (database is PostgresDatabase shared) services.AddSingleton(shared).AddHostedService<ChangeListener>();
        services.AddSingleton<IRetainedData, JobRetention>();
        if (roles.HasFlag(Roles.Tracker)) services.AddHostedService<Tracker>();
    }
}
