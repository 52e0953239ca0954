using VideoProxy.Configuration;
using VideoProxy.Hosting;
using VideoProxy.Jobs;
using VideoProxy.Network;
using VideoProxy.Storage;

namespace VideoProxy.Callbacks;

internal static class CallbackServices
{
    public static void AddCallbacks(this IServiceCollection services, Roles roles)
    {
        services.AddSingleton<CallbackSignal>();
        services.AddSingleton<CallbackStore>().AddSingleton<ReceiverLanes>().AddSingleton<SigningSecrets>().AddSingleton<CallbackTest>();
        services.AddSingleton<IEndEffect, CallbackEffect>().AddSingleton<ILeasedRows, CallbackLeases>().AddSingleton<IRetainedData, DeliveryRetention>();
        services.AddSingleton(provider => new DeliveryClient(
            GuardedHttp.CreateClient(provider),
            provider.GetRequiredService<NetworkRules>(),
            provider.GetRequiredService<CallbacksOptions>(),
            provider.GetRequiredService<TimeProvider>()));
        if (roles.HasFlag(Roles.Callbacks)) services.AddHostedService<CallbackSender>();
    }
}
