using System.Text.Json;

namespace VideoProxy.Abstractions;

/// <summary>
/// An ability of a provider that posts to <see cref="ProviderJob.NotifyUrl"/> when a task changes. <see cref="IVideoProvider.Submit"/>
/// writes that URL into the native call. After a notification the host polls at once. Only the poll changes the job.
/// </summary>
public interface IReceiveNotifications
{
    /// <summary>Reads a notification. Do not trust the body, because the host does not verify the sender of a notification.</summary>
    /// <param name="body">The body: a JSON object of at most 64 KiB. The host refuses any other body with 400.</param>
    Notification ReadNotification(JsonElement body);
}
