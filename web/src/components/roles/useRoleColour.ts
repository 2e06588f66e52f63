import { useTheme } from '@/stores/theme';
import { roleColour } from './colour';

/** How a role's colour (0xRRGGBB; 0: none) is drawn in the theme of the moment. */
export function useRoleColour(): (colour: number) => string | undefined {
  const theme = useTheme();
  return (colour) => roleColour(colour, theme.resolved);
}
