namespace VideoProxy.Abstractions;

/// <summary>
/// The properties of the video to make. The host derives the properties from the request and the chosen offering, and fills in every default.
/// </summary>
/// <param name="Seconds">The length in whole seconds.</param>
/// <param name="Size">The frame size as <c>WIDTHxHEIGHT</c> in pixels.</param>
/// <param name="Resolution">
/// The name of the size's resolution: <c>480p</c>, <c>720p</c>, <c>768p</c>, <c>960p</c>, <c>1080p</c>, <c>hd</c>, <c>2k</c> or
/// <c>4k</c>.
/// </param>
/// <param name="AspectRatio">The aspect ratio nearest to the size, such as <c>16:9</c>.</param>
/// <param name="Audio">Whether the video has sound.</param>
public sealed record VideoOutput(int Seconds, string Size, string Resolution, string AspectRatio, bool Audio);
