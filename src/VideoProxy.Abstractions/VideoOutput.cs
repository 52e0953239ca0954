namespace VideoProxy.Abstractions;

/// <summary>What will be made: the request reduced to what the chosen offering supports, with every default filled in.</summary>
/// <param name="Seconds">Length in whole seconds.</param>
/// <param name="Size">Frame size <c>WIDTHxHEIGHT</c>.</param>
/// <param name="Resolution">The resolution name that goes with the size: <c>480p 720p 768p 960p 1080p hd 2k 4k</c>.</param>
/// <param name="AspectRatio">Such as <c>16:9</c>.</param>
/// <param name="Audio">Whether the video has sound.</param>
public sealed record VideoOutput(int Seconds, string Size, string Resolution, string AspectRatio, bool Audio);
