/** Asks at a terminal for what nobody may read over a shoulder. */

const enter = ['\r', '\n', '\u0004'];
const interrupt = '\u0003';
const erase = ['\u007f', '\b'];

/** What somebody types, without showing it. Ends the command, as everywhere, at Ctrl-C. */
export const askHidden = (question: string): Promise<string> =>
  new Promise((resolve) => {
    const { stdin, stderr } = process;
    stderr.write(question);
    stdin.setRawMode(true);
    stdin.setEncoding('utf8').resume();
    let typed = '';
    const end = () => {
      stdin.setRawMode(false);
      stdin.pause().off('data', read);
      stderr.write('\n');
    };
    const read = (keys: string) => {
      for (const key of keys) {
        if (key === interrupt) {
          end();
          process.exit(130);
        }
        if (enter.includes(key)) {
          end();
          return resolve(typed);
        }
        typed = erase.includes(key) ? typed.slice(0, -1) : typed + key;
      }
    };
    stdin.on('data', read);
  });
