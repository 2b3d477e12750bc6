namespace VaeFunctional;

/// <summary>The element types of the IDX format; the numbers are those of the file.</summary>
public enum IdxElement
{
    /// <summary>Unsigned bytes, 0 to 255; read as single precision.</summary>
    UnsignedByte = 0x08,

    /// <summary>Signed bytes, -128 to 127; read as single precision.</summary>
    SignedByte = 0x09,

    /// <summary>Signed integers of 16 bits, big-endian; read as single precision, exactly.</summary>
    Int16 = 0x0B,

    /// <summary>Signed integers of 32 bits, big-endian; read as double precision, exactly.</summary>
    Int32 = 0x0C,

    /// <summary>IEEE 754 binary32, big-endian; read as single precision.</summary>
    Single = 0x0D,

    /// <summary>IEEE 754 binary64, big-endian; read as double precision.</summary>
    Double = 0x0E,
}
