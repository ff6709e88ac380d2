// Owns: custom properties in React's `style`, which sets them one by one as the policy allows.
import 'react';

declare module 'react' {
  interface CSSProperties {
    [property: `--${string}`]: string;
  }
}
