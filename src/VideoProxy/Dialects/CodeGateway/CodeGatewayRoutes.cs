namespace VideoProxy.Dialects.CodeGateway;

/// <summary>The one path of the codegateway dialect.</summary>
internal static class CodeGatewayRoutes
{
    public const string Dialect = "codegateway";
    public const string Prefix = "/v1/video";
    public const string Generate = "/v1/video/generate";
}
