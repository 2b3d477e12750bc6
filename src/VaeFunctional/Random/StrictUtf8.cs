using System.Text;

namespace VaeFunctional;

/// <summary>
/// The UTF-8 of names that keys are derived by and of text in files: what is not text is refused, where the framework's own puts a replacement.
/// </summary>
internal static class StrictUtf8
{
    public static UTF8Encoding Encoding { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
