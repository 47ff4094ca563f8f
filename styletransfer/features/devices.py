"""The default device, GPU or CPU, and its type of numbers, bfloat16 or float32."""

import torch


def default_device() -> torch.device:
    """Return the first GPU, or the CPU where there is none."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def default_dtype(device: torch.device) -> torch.dtype:
    """Return the number type that is fastest for the encoder on a device.

    bfloat16 where the chip multiplies it in hardware (twice as fast as float32 in a convolution,
    docs/measurements, "Kernels"), float32 elsewhere.
    """
    if device.type == "cuda":
        fast = torch.cuda.is_bf16_supported(including_emulation=False)
    else:
        abilities = torch.cpu.get_capabilities()
        fast = bool(abilities.get("avx512_bf16") or abilities.get("amx_bf16"))
    return torch.bfloat16 if fast else torch.float32
