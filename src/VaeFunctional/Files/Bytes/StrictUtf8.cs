using System.Text;

namespace VaeFunctional;

/// <summary>UTF-8 that refuses bytes that are not text, where the framework's own puts a question mark.</summary>
internal static class StrictUtf8
{
    public static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
