import { expect } from 'chai';
import { transcript } from '../../../local/demo/transcript.ts';

describe('the lines that functions log', () => {
  const printed = (name: string, line: string) => {
    const lines: string[] = [];
    transcript(
      each => lines.push(each),
      ['arn:aws:lambda:us-east-1:123456789012:function:riddle:live'],
    ).onLog(name, line);
    return lines;
  };

  it('are all printed of a function of one’s own, with its name before each', () => {
    expect(printed('riddle', 'INFO asked\n  twice')).to.deep.equal([
      '    riddle: INFO asked\n    riddle:   twice',
    ]);
  });

  it('are printed of the module’s functions where they complain', () => {
    expect(printed('local-create', '{"level":"INFO","message":"x"}')).to.deep.equal([]);
    expect(printed('local-create', '{"level":"ERROR","message":"x"}')).to.have.length(1);
    expect(printed('local-create', '{"_aws":{},"level":"ERROR"}')).to.deep.equal([]);
  });
});
