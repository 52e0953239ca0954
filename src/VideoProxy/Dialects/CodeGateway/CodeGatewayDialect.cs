namespace VideoProxy.Dialects.CodeGateway;

/// <summary>Wires the codegateway dialect: its reader and writers. Its videos are fetched through links of the openai dialect.</summary>
internal static class CodeGatewayDialect
{
    public static void AddCodeGatewayDialect(this IServiceCollection services)
    {
        services.AddSingleton<CodeGatewayCreateReader>();
        services.AddSingleton<AnswerVideo>();
        services.AddSingleton(Create);
    }

    private static Dialect Create(IServiceProvider services) => new()
    {
        Name = CodeGatewayRoutes.Dialect,
        Prefix = CodeGatewayRoutes.Prefix,
        Creates = [new("videos", CodeGatewayRoutes.Generate, services.GetRequiredService<CodeGatewayCreateReader>().Read)],
        AnswerCreateAsync = services.GetRequiredService<AnswerVideo>().AnswerCreateAsync,
        WriteErrorAsync = CodeGatewayErrorWriter.WriteAsync,
    };
}
