import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A plugin that says what a test wants, check by check. */
export interface Switch {
  /** Its argv for one check, for `command.nagios`. */
  readonly argv: (name: string) => readonly string[];
  /** From the next look on it gives this exit code. */
  readonly set: (name: string, code: 0 | 1 | 2 | 3) => void;
  /** From the next look on it goes between OK and critical with every look. */
  readonly flip: (name: string) => void;
}

const program = `#!/usr/bin/perl
my $file = $ARGV[0];
open my $in, '<', $file or do { print "OK: nothing set\\n"; exit 0 };
my ($code, $flips) = split / /, scalar <$in>;
if ($flips) {
    open my $out, '>', "$file.new" or exit 3;
    print {$out} $code ? 0 : 2, " 1";
    close $out;
    rename "$file.new", $file;
}
print "told to give $code\\n";
exit $code;
`;

/** Installs the plugin in a directory that the daemon's user may write to. */
export const installSwitch = (directory: string): Switch => {
  const plugin = join(directory, 'switch');
  writeFileSync(plugin, program, { mode: 0o755 });
  const write = (name: string, text: string): void => {
    writeFileSync(join(directory, `${name}.set`), text, { mode: 0o666 });
    renameSync(join(directory, `${name}.set`), join(directory, name));
  };
  return {
    argv: (name) => [plugin, join(directory, name)],
    set: (name, code) => write(name, `${code} 0`),
    flip: (name) => write(name, '0 1'),
  };
};
