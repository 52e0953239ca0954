namespace VideoProxy.Dialects;

/// <summary>Serves <c>GET /openapi/{dialect}.json</c>: the hand-written OpenAPI document of each dialect, without a key.</summary>
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

    /// <summary>Reads the document from the embedded resources. The case is ignored because the folder is named like the dialect, but with capitals.</summary>
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
