import math
import os
import time


def write_drop_file(directory, name, values):
    """Replaces a drop file; values that are not finite are left out.

    write_drop_file('/var/lib/plimsoll/drop', 'offline-tasks', {'offline_queue_depth': 1200})
    """
    lines = [f'{key} {int(value) if isinstance(value, int) else float(value)!r}\n' for key, value in values.items() if math.isfinite(value)]
    # What a killed writer has left.
    for entry in os.scandir(directory):
        if entry.name.startswith(f'.{name}.drop.'):
            try:
                if entry.stat(follow_symlinks=False).st_mtime < time.time() - 600:
                    os.unlink(entry.path)
            except OSError:
                pass
    # In the same directory, so that the rename below is one step.
    new = os.path.join(directory, f'.{name}.drop.{os.urandom(8).hex()}')
    try:
        with open(new, 'x', encoding='ascii') as file:
            file.writelines(lines)
        os.chmod(new, 0o640)
        os.replace(new, os.path.join(directory, f'{name}.drop'))
    except BaseException:
        if os.path.lexists(new):
            os.unlink(new)
        raise
