namespace VideoProxy.Jobs;

internal static class JobServices
{
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobCache>();
        services.AddSingleton<PollSpacing>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<JobPoller>();
        services.AddHostedService<Tracker>();
    }
}
