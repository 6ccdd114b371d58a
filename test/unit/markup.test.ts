import { describe, expect, it } from 'vitest';
import { markup, safeUrl, showable } from '../../shared/core/text/markup.ts';

describe('markup', () => {
  it('escapes every value in text and in attributes', () => {
    const hostile = `<script>alert("1")</script> & 'x'`;
    expect(markup`<b title="${hostile}">${hostile}</b>`.text).toBe(
      '<b title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;">' +
        '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</b>',
    );
  });

  it('takes markup, lists and nothing as they are', () => {
    expect(markup`<p>${markup`<i>${'<'}</i>`}${[1, ' ', markup`<br>`]}${null}${undefined}${false}</p>`.text).toBe(
      '<p><i>&lt;</i>1 <br></p>',
    );
  });

  it.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'data:text/html,x', '//evil.example'])(
    'a link cannot lead to %s',
    (url) => {
      expect(markup`<a href="${url}">x</a>`.text).toBe('<a href="#">x</a>');
    },
  );

  it('a link leads to the web, to a mail address, or to an image of the mail', () => {
    expect(['https://a.example/?b=1', 'mailto:a@b.example', 'cid:trend@hoshin'].map(safeUrl)).toEqual([
      'https://a.example/?b=1',
      'mailto:a@b.example',
      'cid:trend@hoshin',
    ]);
    expect(markup`<img src="cid:${'x" onerror="alert(1)'}">`.text).not.toContain('" onerror');
  });

  it('refuses values where escaping would not help', () => {
    expect(() => markup`<a title=${'x'}>`).toThrow('no value may stand here');
    expect(() => markup`<a onclick="${'x'}">`).toThrow('no value may stand here');
  });

  it('drops what cannot be shown: controls, bidirectional overrides, lone surrogates', () => {
    expect(showable('a\u0000b\u001b[31m\u202egpj.exe\u2066\ud800')).toBe('ab[31mgpj.exe\ufffd');
  });
});
