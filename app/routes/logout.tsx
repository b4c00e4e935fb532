import { type ActionFunctionArgs, redirect } from '@remix-run/node';

export function loader() {
  return redirect('/');
}

export async function action({ request, context }: ActionFunctionArgs) {
  const cookie = await context.authentication.signOut(request.headers.get('Cookie') ?? undefined);
  return redirect('/login', { headers: { 'Set-Cookie': cookie } });
}
