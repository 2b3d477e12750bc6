using System.Buffers.Binary;
using System.Text;

namespace VaeFunctional.Tests;

/// <summary>Files that NumPy wrote (NumPy/make.py says how), and files that no NumPy would write.</summary>
internal static class NumPyFile
{
    public static string Path(string name) => System.IO.Path.Combine(Repository.Root, "tests", "VaeFunctional.Tests", "Files", "NumPy", "Arrays", name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path(name));

    /// <summary>A .npy file of a given version with a dictionary and a payload as they are given.</summary>
    public static byte[] Of(string dictionary, byte[] payload, byte version = 1)
    {
        var text = (version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetBytes(dictionary);
        var size = new byte[version == 1 ? 2 : 4];
        if (version == 1)
            BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)text.Length);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)text.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. size, .. text, .. payload];
    }
}
