namespace VideoProxy.Configuration;

internal enum CreditsMode
{
    Off,
    Enforced,
}
