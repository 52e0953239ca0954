using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>An https server on loopback with a certificate of its own, which a gateway trusts that is given <see cref="CertificateFile"/>.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly TempFolder _temp = new();
    private WebApplication? _app;

    /// <summary>For the variable SSL_CERT_FILE.</summary>
    public string CertificateFile => _temp.Join("certificate.pem");

    public string Url => LoopbackServer.UrlOf(_app!);

    public static async Task<TlsServer> StartAsync(Action<WebApplication> map)
    {
        var server = new TlsServer();
        var certificate = MakeCertificate();
        await File.WriteAllTextAsync(server.CertificateFile, certificate.ExportCertificatePem());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        server._app = builder.Build();
        map(server._app);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _temp.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
