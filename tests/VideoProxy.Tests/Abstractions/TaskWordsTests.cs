using VideoProxy.Abstractions;

namespace VideoProxy.Tests.Abstractions;

public sealed class TaskWordsTests
{
    [Theory]
    [InlineData("succeed", ReportedState.Completed)]
    [InlineData(" completed ", ReportedState.Completed)]
    [InlineData("Finished", ReportedState.Completed)]
    [InlineData("fail", ReportedState.Failed)]
    [InlineData("FAILURE", ReportedState.Failed)]
    [InlineData("rejected", ReportedState.Failed)]
    [InlineData("moderated", ReportedState.Failed)]
    [InlineData("timeout", ReportedState.Expired)]
    [InlineData("in-progress", ReportedState.InProgress)]
    [InlineData("In Progress", ReportedState.InProgress)]
    [InlineData("NOT_START", ReportedState.Queued)]
    [InlineData("cancelled", ReportedState.Canceled)]
    public void Variants_of_a_word_name_one_state(string word, ReportedState state) => TaskWords.StateOf(word).ShouldBe(state);

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("completed_with_errors")]
    [InlineData("not completed")]
    public void Unknown_word_is_no_state(string word) => TaskWords.StateOf(word).ShouldBeNull();
}
