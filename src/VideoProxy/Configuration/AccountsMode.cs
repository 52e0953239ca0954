namespace VideoProxy.Configuration;

internal enum AccountsMode
{
    Keys,
    Open,
}
