using System.Text;
using VideoProxy.Configuration;
using VideoProxy.Providers;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Configuration;

public sealed class ProviderFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Take_missing_folder_says_so()
    {
        var fault = Read().Faults.ShouldHaveSingleItem();
        fault.File.ShouldBe(Path.Combine(_folder.Path, "providers"));
        fault.Message.ShouldStartWith("does not exist");
    }

    [Fact]
    public void Take_byte_order_mark_is_passed_over()
    {
        Write(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Samples.ProviderFile)).ToArray());
        Read().Snapshot!.Providers.ShouldHaveSingleItem().Id.ShouldBe("ark");
    }

    [Fact]
    public void Take_text_that_is_not_utf8_is_a_fault_with_its_line()
    {
        Write([.. "{\n\"id\": \"ar"u8, 0xFF, .. "k\" }"u8]);
        Read().Faults.ShouldHaveSingleItem().ToString().ShouldBe("providers/sample.json:2 $: is not valid JSON: a string is not UTF-8 text");
    }

    [Fact]
    public void Take_empty_file_is_a_fault()
    {
        Write([]);
        Read().Faults.ShouldHaveSingleItem().ToString().ShouldStartWith("providers/sample.json:1 $: is not valid JSON");
    }

    [Fact]
    public void Take_folder_named_like_a_file_is_a_fault()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "providers", "sample.json"));
        Read().Faults.ShouldHaveSingleItem().ToString().ShouldBe("providers/sample.json:0 $: is a folder, but must be a file");
    }

    [Fact]
    public void Take_file_that_cannot_be_read_is_a_fault()
    {
        LinkTo("nowhere.json");
        Read().Faults.ShouldHaveSingleItem().ToString().ShouldStartWith("providers/sample.json:0 $: cannot be read: ");
    }

    [Fact]
    public void Take_link_to_itself_is_a_fault()
    {
        LinkTo("sample.json");
        Read().Faults.ShouldHaveSingleItem().ToString().ShouldStartWith("providers/sample.json:0 $: cannot be read: ");
    }

    [Fact]
    public void Take_file_deleted_after_the_listing_is_not_there() =>
        ConfigFileContent.Take(Path.Combine(_folder.Path, "gone.json")).ShouldBeNull();

    [Fact]
    public void Take_editors_lock_file_is_left_out()
    {
        _folder.Write("providers/.#sample.json", "me@here");
        Write(Encoding.UTF8.GetBytes(Samples.ProviderFile));
        Read().Snapshot!.Providers.ShouldHaveSingleItem();
    }

    private void Write(byte[] bytes) => File.WriteAllBytes(_folder.Write("providers/sample.json", ""), bytes);

    private void LinkTo(string target)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "providers"));
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "sample.json"), target);
    }

    private ProviderFiles Read() => CheckedProviderFiles.Read(_folder.Path, _ => "key");
}
