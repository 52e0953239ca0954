namespace VideoProxy.FunctionalTests.Support;

/// <summary>The program's commands, run beside a bed's gateway on the same database and configuration.</summary>
internal static class GatewayCommand
{
    public static Task<ProcessResult> RunAsync(TestBed bed, params string[] arguments) => ProcessRun.RunAsync(
        "env", [$"ConnectionStrings__Jobs={bed.ConnectionString}", "dotnet", Path.Combine(Repository.HostFolder, "VideoProxy.dll"), .. arguments, "--config", bed.Config.Path], bed.Temp.Path);
}
