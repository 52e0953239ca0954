namespace VideoProxy.Dialects;

/// <summary><c>GET /openapi/{dialect}.json</c>: each dialect's hand-kept description, for anybody.</summary>
internal static class OpenApiDocuments
{
    public static void MapOpenApiDocuments(this IEndpointRouteBuilder routes)
    {
        foreach (var dialect in routes.ServiceProvider.GetRequiredService<DialectRegistry>().All)
        {
            var document = Read(dialect.Name);
            routes.MapGet($"/openapi/{dialect.Name}.json", (RequestDelegate)(context => JsonAnswer.WriteAsync(context, document)));
        }
    }

    /// <summary>It lies in the dialect's folder, which has the dialect's name in other letters.</summary>
    private static ReadOnlyMemory<byte> Read(string dialect)
    {
        var assembly = typeof(OpenApiDocuments).Assembly;
        var name = assembly.GetManifestResourceNames().Single(resource => resource.Equals($"{dialect}/openapi.json", StringComparison.OrdinalIgnoreCase));
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
