using VideoProxy.Jobs;
using VideoProxy.Storage;

namespace VideoProxy.Content;

internal static class ContentServices
{
    public static void AddContent(this IServiceCollection services)
    {
        services.AddSingleton<LinkSigner>();
        services.AddSingleton<RenewableLinks>().AddSingleton<FreshLinks>().AddSingleton<ContentSource>();
        services.AddSingleton<ContentArchive>().AddSingleton<InlineAnswer>().AddSingleton<InlineContents>();
        services.AddSingleton<IRetainedData, ContentRetention>();
        services.AddSingleton<SecureContent>(provider => provider.GetRequiredService<InlineContents>().EnsureAsync);
    }
}
