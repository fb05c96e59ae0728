import { render } from 'preact';
import { OptionsApp } from '../../components/options/options-app.tsx';
import '../../components/options/options.css';
import { askForHost } from '../../lib/platform/permissions.ts';
import { extensionVersion } from '../../lib/platform/runtime.ts';

const root = document.getElementById('app');
if (root) render(<OptionsApp requestHost={askForHost} version={extensionVersion()} />, root);
