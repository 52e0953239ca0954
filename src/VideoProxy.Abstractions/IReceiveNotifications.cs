using System.Text.Json;

namespace VideoProxy.Abstractions;

/// <summary>
/// Ability: the provider calls <see cref="ProviderJob.NotifyUrl"/>, which <see cref="IVideoProvider.Submit"/> writes into the
/// native call, when the task changes. A notification is a hint and nothing more: the host asks the provider itself.
/// </summary>
public interface IReceiveNotifications
{
    /// <summary>Reads a notification. Its sender is unknown: nothing in it can be trusted.</summary>
    /// <param name="body">The body as a JSON object, at most 64 KiB.</param>
    Notification ReadNotification(JsonElement body);
}
