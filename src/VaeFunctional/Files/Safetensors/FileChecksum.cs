using System.Security.Cryptography;

namespace VaeFunctional;

/// <summary>
/// The SHA-256 of a whole file, kept in the metadata of the file itself: that of the file with zeros in place of the digits.
/// Files that carry this library's metadata have it.
/// </summary>
internal static class FileChecksum
{
    /// <summary>The key of this library's metadata.</summary>
    public const string LibraryKey = "vaefunctional";

    /// <summary>The key of the checksum.</summary>
    public const string Key = "vaefunctional.sha256";

    public const int DigitCount = 2 * SHA256.HashSizeInBytes;

    /// <summary>The text in place of the digits while the checksum is computed.</summary>
    public static string Zeros { get; } = new('0', DigitCount);

    public static string Digits(byte[] hash) => Convert.ToHexStringLower(hash);
}
