package io.github.camelgraphmail.mail;

/**
 * Text as a mail can carry it. Graph keeps messages in a form that has no place for control characters and half characters
 * and mangles them, so they do not get that far: a half of a surrogate pair and the two noncharacters U+FFFE and U+FFFF
 * become U+FFFD, other control characters than tab, line feed and carriage return are left out.
 */
final class CleanText {

    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    static String of(String text) {
        int firstBad = firstBad(text);
        if (firstBad < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length()).append(text, 0, firstBad);
        for (int i = firstBad; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPairAt(text, i)) {
                clean.append(c).append(text.charAt(++i));
            } else if (isBroken(c)) {
                clean.append(REPLACEMENT);
            } else if (!isControl(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static int firstBad(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                continue;
            }
            if (isPairAt(text, i)) {
                i++;
            } else if (isBroken(c) || isControl(c)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPairAt(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    private static boolean isBroken(char c) {
        return Character.isSurrogate(c) || c >= '\uFFFE';
    }

    private static boolean isControl(char c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }
}
