<?php

declare(strict_types=1);

/**
 * Replaces a drop file; values that are not finite are left out.
 *
 *   write_drop_file('/var/lib/plimsoll/drop', 'offline-tasks', ['offline_queue_depth' => 1200]);
 *
 * @param array<string, int|float> $values
 */
function write_drop_file(string $directory, string $name, array $values): void
{
    $text = '';
    foreach ($values as $key => $value) {
        // Not number_format or printf, which print `1,5` in some locales.
        $text .= is_finite((float) $value) ? $key . ' ' . json_encode($value) . "\n" : '';
    }
    // What a killed writer has left.
    foreach (glob("$directory/.$name.drop.*") ?: [] as $old) {
        if ((int) @filemtime($old) < time() - 600) {
            @unlink($old);
        }
    }
    // In the same directory, so that the rename below is one step.
    $new = "$directory/.$name.drop." . bin2hex(random_bytes(8));
    try {
        $written = file_put_contents($new, $text) === strlen($text) && chmod($new, 0640) && rename($new, "$directory/$name.drop");
    } finally {
        if (file_exists($new)) {
            unlink($new);
        }
    }
    if (!$written) {
        throw new RuntimeException("cannot write $directory/$name.drop");
    }
}
